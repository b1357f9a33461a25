"""facadelint keeps a code base's architecture while a God class is taken apart into a facade and domains."""

__version__ = "0.1.0"
