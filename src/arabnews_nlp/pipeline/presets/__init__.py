"""The built-in pipelines, a TOML file each."""
