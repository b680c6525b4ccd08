"""The archive in a Milvus server: vectors, BM25 and filters there, everything else as in a folder.

Four collections belong to an archive NAME:

    NAME                an alias of the build that readers see
    NAME_1, NAME_2 …    a build: passages with vectors, sentence vectors and BM25, one model each
    NAME_articles       articles with metadata and texts, a text in pieces that Milvus takes
    NAME_terms          in how many passages a term stands, by field
    NAME_records        manifests, versions, files, and the writer's lease

Rows carry the generations between which they hold, as in a folder: what a writer has not
committed, nobody sees, and the next writer takes it away. Ids are made from what a row holds, so
that a repeated write puts it in its own place. Writing the manifest is the commit.
"""
