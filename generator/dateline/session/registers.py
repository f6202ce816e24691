"""A site's registers alone, for a door that needs their words and no build.

In: the settings. Out: what could be read of the registers, and their own mistakes, each as grave
as the site has it. No briefing is opened, and nothing is remembered.
"""

from dateline.compile import compile_registers
from dateline.model.registers import Registers
from dateline.model.settings import Settings
from dateline.problems import Problem, in_order
from dateline.read import load, read
from dateline.session.files import parsed
from dateline.session.prepare import levelled


def registers_of(settings: Settings) -> tuple[Registers, tuple[Problem, ...]]:
    """The registers of a site."""
    folder, problems = read(settings.docs_dir, frozenset(settings.excluded))
    own = {file.path for file in folder.registers}
    found = [parsed(file.path, load(settings.docs_dir, file)) for file in folder.registers]
    registers, _, mistakes = compile_registers([tree for tree, _ in found], settings)
    said = [problem for problem in problems if problem.path in own]
    said += [problem for _, each in found for problem in each]
    return registers, in_order(levelled((*said, *mistakes), settings))
