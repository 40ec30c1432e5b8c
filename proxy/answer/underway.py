"""Whether a text of a service is under way: begun, and as far as its dialect tells not yet over."""

from collections.abc import Collection

from proxy.answer.ear import Channel, Ear
from proxy.answer.jsonbody import Path


class Underway(Ear):
    """An Ear that keeps which channels are open, and nothing of what is said on them."""

    def __init__(self) -> None:
        super().__init__(0)
        self._channels: set[Channel] = set()

    def hear(self, channel: Channel, text: str, *, fresh: bool, repeats: bool) -> str:
        """The piece as it is."""
        if text:
            self._channels.add(channel)
        return text

    def end(self, beginnings: tuple[Channel, ...]) -> None:
        """Channels with one of these beginnings are over."""
        if beginnings:
            ended = {key for key in self._channels if any(key[: len(some)] == some for some in beginnings)}
            self._channels -= ended

    def beside(self, event: object, own: Collection[Path] = ()) -> None:
        """What no table names is whole within its event."""

    def forget(self) -> None:
        """Whatever goes on from here counts as begun anew."""
        self._channels.clear()

    @property
    def is_any(self) -> bool:
        """Whether one is."""
        return bool(self._channels)
