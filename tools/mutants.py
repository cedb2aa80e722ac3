"""Break the code on purpose, one place at a time, and see whether a test notices.

``make mutants ARGS=src/gleanings/evidence/report/label.py`` turns comparisons round, moves limits,
negates conditions, swaps *and* with *or*, and drops branches and calls; it runs the tests of the
module after each, and lists what none of them noticed. No file is changed: the tests are collected
and run once as they are, then each mutant is made in a fork of that process, so that databases and
fixtures of a session stand ready in it.

What is left standing in the modules that must not lie is named, with why, in ``docs/mutants.md``.
"""

import argparse
import ast
import copy
import functools
import gc
import importlib
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

import pytest

SOURCE, TESTS = Path("src"), Path("tests")
PATIENCE = 300
"""Seconds; a mutant that runs for longer is noticed: so would be the tests that never end."""
AT_ONCE = 2
UNNOTICED, NOTICED, NOT_MADE = range(3)

# on the limit, and on its other side
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
}


@dataclass(frozen=True)
class Mutant:
    """A module with one fault in it."""

    path: Path
    line: int
    was: str
    now: str
    tree: ast.Module
    statement: int
    """place of the statement of the module that it stands in"""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.was}  →  {self.now}"


def mutants(path: Path) -> Iterator[Mutant]:
    """Each place of the module broken in each way, in the order of its lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for statement, body in enumerate(tree.body):
        for place in _places(body):
            for changed in _broken(place):
                mutated = ast.fix_missing_locations(_with(tree, place, changed))
                was, now = _one_line(place), _one_line(changed)
                yield Mutant(path, place.lineno, was, now, mutated, statement)


def _one_line(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split("\n")[0].split())[:90]


def _places(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """What may be broken; not what only a type checker reads, nor defaults of arguments."""
    if isinstance(node, ast.If) and _one_line(node.test) == "TYPE_CHECKING":
        return
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "defaults", "kw_defaults"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.expr | ast.stmt):
                yield child
            if isinstance(child, ast.AST):
                yield from _places(child)


def _broken(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    match node:
        case ast.Compare(left=left, ops=ops, comparators=others):
            for place, one in enumerate(ops):
                for other in COMPARISONS[type(one)]:
                    yield ast.Compare(left, [*ops[:place], other(), *ops[place + 1 :]], others)
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.BinOp(left=left, op=op, right=right) if type(op) in ARITHMETIC:
            yield ast.BinOp(left, ARITHMETIC[type(op)](), right)
        case ast.Constant(value=bool() as truth):
            yield ast.Constant(not truth)
        case ast.Constant(value=int() | float() as number):
            yield ast.Constant(number + 1 if isinstance(number, int) else number * 1.1 + 0.1)
        case ast.IfExp(test=test, body=body, orelse=orelse) if not _is_compared(test):
            yield ast.IfExp(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.If(test=test, body=body, orelse=orelse):
            if not _is_compared(test):
                yield ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)
            yield ast.If(ast.Constant(False), body, orelse)
        case ast.Expr(value=ast.Yield() | ast.YieldFrom() | ast.Call()):
            yield ast.Pass()


def _is_compared(test: ast.expr) -> bool:
    """A comparison is turned round as such."""
    return isinstance(test, ast.Compare | ast.UnaryOp)


def _with(tree: ast.Module, place: ast.AST, changed: ast.AST) -> ast.Module:
    """A copy of the module in which one node is another."""
    memo = {id(place): ast.copy_location(copy.deepcopy(changed), place)}
    return copy.deepcopy(tree, memo)


def module_name(path: Path) -> str:
    parts = path.with_suffix("").relative_to(SOURCE).parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def tests_of(path: Path) -> list[str]:
    """The test files of the module's name, or else the nearest folder that mirrors its own."""
    folder = TESTS.joinpath(*path.parent.relative_to(SOURCE / "gleanings").parts)
    while not folder.is_dir():
        folder = folder.parent
    own = [str(one) for one in sorted(folder.rglob(f"test_{path.stem}*.py"))]
    return own or [str(folder)]


def make(mutant: Mutant) -> None:
    """Put the fault into the module as it is loaded, wherever its parts are in use."""
    module = importlib.import_module(module_name(mutant.path))
    codes = {
        (code.co_qualname, code.co_firstlineno): code
        for code in _codes(compile(mutant.tree, str(mutant.path), "exec", dont_inherit=True))
    }
    file = mutant.path.resolve()
    changed = 0
    for one in gc.get_objects():
        # by type: lazy objects load what they stand for when they are asked for their class
        if type(one) is FunctionType and Path(one.__code__.co_filename) == file:
            code = codes.get((one.__code__.co_qualname, one.__code__.co_firstlineno))
            if code is not None and len(code.co_freevars) == len(one.__code__.co_freevars):
                one.__code__ = code
                changed += 1
        elif type(one) is functools._lru_cache_wrapper:
            one.cache_clear()
    statement = mutant.tree.body[mutant.statement]
    if isinstance(statement, ast.Assign | ast.AnnAssign):
        _assign(module, statement)
    elif not changed:
        raise LookupError(f"No function of {mutant.path} was found in memory.")


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from _codes(one)


def _assign(module: ModuleType, statement: ast.Assign | ast.AnnAssign) -> None:
    """A constant of the module, in every module that has taken it by its name."""
    values = dict(vars(module))
    exec(compile(ast.Module([statement], []), "", "exec"), values)  # noqa: S102
    for name, value in values.items():
        old = vars(module).get(name)
        if name.startswith("__") or value is old:
            continue
        if isinstance(old, dict) and isinstance(value, dict):
            old.clear()
            old.update(value)
            continue
        for other in list(sys.modules.values()):
            if getattr(other, "__dict__", {}).get(name) is old:
                setattr(other, name, value)


class Breaking:
    """Instead of running the tests once, runs them as they are and then for each mutant."""

    def __init__(self, path: Path) -> None:
        self.found = list(mutants(path))
        self.unnoticed: list[Mutant] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed or not _all_pass(session):
            raise pytest.UsageError("The tests fail as the code is.")
        gc.unfreeze()  # what the tests have set aside as no garbage is to be found again
        gc.collect()
        running: dict[int, Mutant] = {}
        for mutant in self.found:
            if len(running) >= AT_ONCE:
                self._wait(running)
            running[_fork(session, mutant)] = mutant
        while running:
            self._wait(running)
        return True

    def _wait(self, running: dict[int, Mutant]) -> None:
        process, status = os.wait()
        mutant = running.pop(process)
        code = os.waitstatus_to_exitcode(status)
        if code == NOT_MADE:
            raise pytest.UsageError(f"This mutant could not be made: {mutant}")
        if code == UNNOTICED:
            self.unnoticed.append(mutant)


def _all_pass(session: pytest.Session) -> bool:
    """Runs the tests up to the first that fails; what a session has set up stays."""
    failed = session.testsfailed
    for place, item in enumerate(session.items):
        following = session.items[(place + 1) % len(session.items)]
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed > failed:
            return False
    return True


def _fork(session: pytest.Session, mutant: Mutant) -> int:
    process = os.fork()
    if process:
        return process
    signal.alarm(PATIENCE)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    status = NOT_MADE
    try:
        make(mutant)
        from hypothesis import Phase, settings  # pytest wants to see it loaded

        # the first example that fails is enough
        settings.register_profile("mutants", phases=[Phase.explicit, Phase.generate])
        settings.load_profile("mutants")
        status = NOTICED
        status = UNNOTICED if _all_pass(session) else NOTICED
    finally:
        os._exit(status)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("path", type=Path, help="a module")
    parser.add_argument("--tests", nargs="+", help="instead of those that mirror the module")
    options = parser.parse_args()
    breaking = Breaking(options.path)
    tests = options.tests or tests_of(options.path)
    status = pytest.main(
        ["-q", "-n", "0", "-p", "no:cacheprovider", "--no-summary", *tests], plugins=[breaking]
    )
    if status not in (0, 5):
        sys.exit(int(status))
    print(f"\n{len(breaking.unnoticed)} of {len(breaking.found)} mutants were not noticed.")
    for mutant in sorted(breaking.unnoticed, key=lambda one: one.line):
        print(f"    {mutant}")


if __name__ == "__main__":
    main()
