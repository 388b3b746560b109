from typing import final

@final
class Day:
    start: int
    next: int
    month: int
    day: int
    year: int
    hijri: bool
    @property
    def timex(self) -> str: ...
