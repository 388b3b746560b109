"""The compiled core: the few loops that run over every character."""
