"""Which of the files that MkDocs finds belong to the site.

MkDocs publishes all that stands in the authors' folder and in the theme's. Of the authors'
folder only what the plan or mkdocs.yml names may be published; of our theme's folder nothing,
for the plan's own list of its files is added instead.
"""

from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel, get_files
from mkdocs.utils import get_theme_dir

from dateline.model.pages import MarkdownView
from dateline.session import Plan

Inclusion = Callable[[InclusionLevel], bool]
THEME = "dateline"
SITEMAP = "sitemap.xml"


def is_ours(config: MkDocsConfig) -> bool:
    """Whether the site has Dateline's theme."""
    return config.theme.name == THEME


class PictureFile(File):
    """A version of a picture, made when it is wanted: all of them together need much room."""

    make: Callable[[], bytes]

    @property
    def content_bytes(self) -> bytes:
        """Its content, or what another plugin has put in its stead."""
        return self.make() if self._content is None else super().content_bytes

    @content_bytes.setter
    def content_bytes(self, value: bytes) -> None:
        self._content = value

    def is_modified(self) -> bool:
        """There is no file to compare it with."""
        return True

    def copy_file(self, dirty: bool = False) -> None:
        """Write it into the site."""
        target = Path(self.abs_dest_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(self.content_bytes)


def beside_pages(path: str, content: bytes, config: MkDocsConfig) -> File:
    """A file at its output path that is no page. MkDocs is not told where a Markdown one comes from
    by a name that ends in `.md`: it would make a page of it, and our pages come from such."""
    if not path.endswith(".md"):
        return File.generated(config, path, content=content)
    found = File.generated(config, f"{path}.txt", content=content)
    found.dest_uri = path
    return found


def picture(path: str, make: Callable[[], bytes], config: MkDocsConfig) -> PictureFile:
    """A version of a picture at its output path, and what makes it."""
    found = PictureFile(path, None, config.site_dir, config.use_directory_urls)
    found.generated_by, found.make = THEME, make
    return found


def keeper(plan: Plan, config: MkDocsConfig, included: Inclusion) -> Callable[[File], bool]:
    """Whether a file stays in MkDocs's list. One that MkDocs leaves out by itself (`included`)
    does: it says so where it is linked to."""
    wanted = published(plan) | named(config)
    ours = {get_theme_dir(THEME), config.theme.custom_dir} if is_ours(config) else set()
    theirs = () if is_ours(config) else tuple(Path(folder) for folder in config.theme.dirs)

    def keeps(file: File) -> bool:
        if file.src_dir != config.docs_dir:
            return file.src_uri != SITEMAP and file.src_dir not in ours
        if file.src_uri in wanted or not included(file.inclusion):
            return True
        stands_in = any((folder / file.src_uri).is_file() for folder in theirs)
        return stands_in and is_inside(file.src_uri, config)

    return keeps


def published(plan: Plan) -> frozenset[str]:
    """The authors' files that the plan publishes as they are: Markdown pages, attachments, scripts,
    drawings. Of other pictures it has versions of its own."""
    pages = {page.source for page in plan.pages if isinstance(page.view, MarkdownView)}
    return frozenset({*pages, *(copy.source for copy in plan.copies if not copy.version)})


def named(config: MkDocsConfig) -> frozenset[str]:
    """What else mkdocs.yml names: templates, and files as options of a theme (a logo)."""
    options = (value for value in dict(config.theme).values() if isinstance(value, str))
    paths = (*config.extra_templates, *options)
    return frozenset(path for path in paths if is_inside(path, config))


def is_inside(path: str, config: MkDocsConfig) -> bool:
    """Whether a path is a file under the authors' folder and no link out of it."""
    top = Path(config.docs_dir).resolve()
    real = (top / path).resolve()
    return top in real.parents and real.is_file()


def excluded(config: MkDocsConfig) -> tuple[str, ...]:
    """The files that `exclude_docs` and `draft_docs` keep off the site, by path."""
    if not (config.exclude_docs or config.draft_docs):
        return ()
    found = get_files(config)
    return tuple(sorted(file.src_uri for file in found if file.inclusion.is_excluded()))
