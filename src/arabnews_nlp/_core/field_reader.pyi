from typing import final

@final
class FieldReader:
    kind: type
    def __init__(self, kind: type, names: tuple[str, ...]) -> None: ...
