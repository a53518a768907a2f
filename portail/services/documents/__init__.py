"""The papers of the procedure, as PDF: each module turns one frozen dataclass into bytes and writes nothing."""
