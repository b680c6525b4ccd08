"""Files of questions in the formats people have them in; each loader says what is wrong where."""

from eval.loaders.detect import load

__all__ = ["load"]
