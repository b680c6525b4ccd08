"""What a question takes, told to OpenTelemetry."""
