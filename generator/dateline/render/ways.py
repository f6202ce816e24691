"""Ways as a page's readers need them: relative to where it stands."""


class Ways(dict[str, str]):
    """From one page to any address, each way worked out once. `base` is what addresses start with
    that cannot be relative: the site's path on a page that is served at any depth, the whole of
    its address in what leaves the site (`abroad`)."""

    def __init__(self, here: str, base: str | None = None, *, abroad: bool = False) -> None:
        names = here.split("/")[1:-1]
        self.here = here
        self.base = base
        self.abroad = abroad
        self.top = "../" * len(names)
        """The way up to the site's root."""
        self.folders = [
            ("/" + "/".join(names[:depth]) + "/", "../" * (len(names) - depth))
            for depth in range(1, len(names) + 1)
        ]
        """The folders that the page is in, the outermost first, and the way up to each."""

    def __missing__(self, address: str) -> str:
        """An address that was not asked for yet."""
        self[address] = found = self.seen(address)
        return found

    def seen(self, address: str) -> str:
        """An address from the site's root as seen from the page; others unchanged."""
        if not address.startswith("/"):
            return address
        if self.base is not None:
            return self.base + address
        path, hash_, fragment = address.partition("#")
        if path == self.here:
            return hash_ + fragment or "./"
        shared, up = "/", self.top
        for folder, way in self.folders:
            if not path.startswith(folder):
                break
            shared, up = folder, way
        return (up + path[len(shared) :] or "./") + hash_ + fragment
