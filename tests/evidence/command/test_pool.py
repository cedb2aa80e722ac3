import pytest

from evidence.command.running import run
from evidence.figures.bcg import AI, ALLOCATION, BI, CI, DI, LABELS
from evidence.gold import dataset

KEYS = [
    "k", "estimate", "se", "statistic", "p", "ci_low", "ci_high", "prediction_low",
    "prediction_high", "tau2", "i2", "h2", "q", "q_p", "method", "test",
]  # fmt: skip
# what the reference results call them
GOLD = {
    "estimate": "estimate", "se": "se", "statistic": "tval", "p": "pval", "ci_low": "ci_lb",
    "ci_high": "ci_ub", "prediction_low": "pi_lb", "prediction_high": "pi_ub", "tau2": "tau2",
    "i2": "I2", "h2": "H2", "q": "Q", "q_p": "Q_p",
}  # fmt: skip
LATITUDE = [44, 55, 42, 52, 13, 44, 19, 13, 27, 42, 18, 33, 33]


def table(columns: dict[str, list], mark: str = ",") -> str:
    rows = zip(*columns.values(), strict=True)
    lines = [mark.join(columns), *(mark.join(map(str, row)) for row in rows)]
    return "\n".join(lines) + "\n"


BCG = table(
    {"Author": LABELS, "ai": AI, "BI": BI, "ci": CI, "di": DI, "alloc": ALLOCATION,
     "latitude": LATITUDE}
)  # fmt: skip


@pytest.fixture
def trials(tmp_path):
    path = tmp_path / "trials.csv"
    path.write_text(BCG)
    return str(path)


def test_json_has_the_reference_numbers_by_their_names(trials):
    found = run("pool", trials, "--measure", "RR", "--test", "knapp-hartung", "--json").json
    assert list(found) == KEYS
    reference = dataset("dat.bcg")["fits"]["REML+knha"]
    for name, theirs in GOLD.items():
        assert found[name] == pytest.approx(reference[theirs], rel=1e-5), name
    assert (found["k"], found["method"], found["test"]) == (13, "REML", "knapp-hartung")


def test_what_does_not_exist_is_null(trials):
    found = run("pool", trials, "--measure", "RR", "--method", "EE", "--json").json
    assert found["prediction_low"] is None
    assert found["tau2"] == 0


def test_people_get_a_paragraph_and_a_table_on_the_scale_they_read(trials):
    ran = run("pool", trials, "--measure", "rr", "--test", "knapp-hartung")
    assert ran.status == 0
    assert "risk ratio of 0.49" in ran.out
    assert "0.489   0.330 to 0.726   p = .002" in ran.out
    assert "0.136 to 1.763" in ran.out


def test_input_can_be_piped():
    ran = run("pool", "-", "--json", piped="yi;sei\n0,5;0,2\n0,3;0,1\n0,1;0,3\n")
    assert ran.json["k"] == 3
    by_variance = run("pool", "-", "--json", piped="yi,vi\n.5,.04\n.3,.01\n.1,.09\n")
    assert ran.json == pytest.approx(by_variance.json)


@pytest.mark.parametrize("level", ["90", "0.9", "90%"])
def test_the_level_is_a_percentage_or_a_fraction(trials, level):
    found = run("pool", trials, "--measure", "RR", "--level", level, "--json").json
    half = 1.6448536269514722 * found["se"]
    assert found["ci_high"] == pytest.approx(found["estimate"] + half)


def test_clusters_give_three_levels_and_robust_errors():
    gold = dataset("dat.assink2016")
    columns = {
        "study": gold["inputs"]["cluster"],
        "yi": gold["escalc"]["yi"],
        "vi": gold["escalc"]["vi"],
    }
    found = run("pool", "-", "--cluster", "study", "--json", piped=table(columns)).json
    assert list(found)[: len(KEYS)] == KEYS
    robust = gold["robust"]["multilevel"]
    for name, theirs in (("estimate", "estimate"), ("se", "se"), ("p", "pval"), ("df", "df")):
        assert found[name] == pytest.approx(robust[theirs][0], rel=1e-5), name
    assert found["ci_low"] == pytest.approx(robust["ci_lb"][0], rel=1e-5)
    sigma2 = gold["multilevel"]["sigma2"]
    assert found["sigma2_between"] == pytest.approx(sigma2["cluster"], rel=1e-4)
    assert found["tau2"] == pytest.approx(sigma2["cluster"] + sigma2["esid"], rel=1e-4)
    assert found["method"] == "three-level REML"
    assert found["test"].startswith("CR2")
    text = run("pool", "-", "--cluster", "study", piped=table(columns)).out
    assert "17 studies" in text


def test_clusters_with_an_assumed_correlation():
    gold = dataset("dat.assink2016")
    columns = {
        "study": gold["inputs"]["cluster"],
        "yi": gold["escalc"]["yi"],
        "vi": gold["escalc"]["vi"],
    }
    found = run(
        "pool", "-", "--cluster", "study", "--rho", ".6", "--json", piped=table(columns)
    ).json
    assert found["se"] == pytest.approx(gold["robust"]["che"]["se"][0], rel=1e-5)
    assert "rho = 0.6" in found["method"]


def test_moderators_are_numbers_or_categories(trials):
    found = run("pool", trials, "--measure", "RR", "--moderators", "latitude, alloc", "--json").json
    names = [one["name"] for one in found["coefficients"]]
    assert names == ["intercept", "latitude", "alloc: random", "alloc: systematic"]
    assert found["estimate"] is None
    assert found["qm_p"] == pytest.approx(0.0114, abs=5e-4)
    assert "latitude" in run("pool", trials, "--measure", "RR", "--moderators", "latitude").out


def test_subgroups_are_pooled_and_compared(trials):
    ran = run("pool", trials, "--measure", "RR", "--subgroups", "alloc", "--json")
    found = ran.json
    assert list(found)[: len(KEYS)] == KEYS
    assert {name: part["k"] for name, part in found["subgroups"].items()} == {
        "random": 7, "alternate": 2, "systematic": 4,
    }  # fmt: skip
    assert found["q_between_df"] == 2
    assert "systematic" in run("pool", trials, "--measure", "RR", "--subgroups", "alloc").out


def test_figures_are_written(trials, tmp_path):
    forest, funnel = tmp_path / "forest.svg", tmp_path / "funnel.pdf"
    ran = run("pool", trials, "--measure", "RR", "--forest", str(forest), "--funnel", str(funnel))
    assert ran.status == 0
    assert "Aronson 1948" in forest.read_text()
    assert forest.read_text().startswith("<?xml")
    assert funnel.read_bytes().startswith(b"%PDF")


def test_the_figure_of_clustered_effects_says_how_they_were_pooled(tmp_path):
    figure = tmp_path / "forest.svg"
    rows = "study,yi,vi\nA,.2,.1\nA,.4,.1\nB,.3,.1\nC,.1,.2\nC,.6,.1\n"
    assert run("pool", "-", "--cluster", "study", "--forest", str(figure), piped=rows).status == 0
    assert "three-level REML; cluster-robust intervals (CR2)" in figure.read_text()


def test_author_and_year_make_the_label(tmp_path):
    figure = tmp_path / "forest.svg"
    rows = "author,year,yi,vi\nSmith,2001,.2,.1\nLee 2004,2004,.3,.1\n"
    assert run("pool", "-", "--forest", str(figure), piped=rows).status == 0
    assert "Smith (2001)" in figure.read_text()
    assert ">Lee 2004<" in figure.read_text()


def test_rows_with_missing_values_are_left_out_and_said_so():
    rows = "study,ri,ni\nA,.3,50\nB,NA,40\nC,.1,60\nD,1,30\nE,.2,\n"
    note = "3 of 5 rows were left out: row 2 (ri missing), row 4 (ZCOR not defined), row 5 (ni miss"
    ran = run("pool", "-", "--measure", "ZCOR", "--json", piped=rows)
    assert ran.err.startswith(note)
    assert ran.json["dropped"] == 3
    assert ran.json["notes"] == [ran.err.strip()]
    complete = run("pool", "-", "--measure", "ZCOR", "--json", piped="ri,ni\n.3,50\n.1,60\n").json
    assert {name: ran.json[name] for name in complete} == complete
    text = run("pool", "-", "--measure", "ZCOR", piped=rows).out
    assert note.split(":")[0] in text
    complaint = run("pool", "-", "--measure", "ZCOR", "--strict", piped=rows).complaint
    assert "3 of 5 rows were unusable: row 2 (ri missing)" in complaint
    assert "Nothing is left" in run("pool", "-", piped="yi,vi\nNA,1\n1,\n").complaint


@pytest.mark.parametrize("option", ["--cluster", "--moderators", "--subgroups"])
def test_a_missing_label_is_no_label(option):
    """NA is not the name of a study, nor a category."""
    rows = "yi,vi,which\n.4,.04,a\n.1,.02,NA\n.3,.03,b\n.2,.05,a\n.6,.01,b\n.5,.02,c\n.1,.1,c\n"
    ran = run("pool", "-", option, "which", "--json", piped=rows)
    assert "row 2 (which missing)" in ran.err
    complete = run("pool", "-", option, "which", "--json", piped=rows.replace(".1,.02,NA\n", ""))
    assert {name: ran.json[name] for name in complete.json} == complete.json


def test_a_measure_without_spread_is_not_defined():
    rows = "m1i,sd1i,n1i,m2i,sd2i,n2i\n1,0,10,2,0,10\n1,1,10,2,1,10\n1,1,9,3,2,8\n"
    ran = run("pool", "-", "--measure", "SMD", "--json", piped=rows)
    assert ran.err == "1 of 3 rows was left out: row 1 (SMD not defined).\n"


@pytest.mark.parametrize(
    ("name", "own"),
    [("knha", "knapp-hartung"), ("HKSJ", "knapp-hartung"), ("Knapp_Hartung", "knapp-hartung"),
     ("adhoc", "knapp-hartung-adhoc"), ("Z", "z"), ("t", "t")],
)  # fmt: skip
def test_tests_go_by_several_names(trials, name, own):
    found = run("pool", trials, "--measure", "RR", "--test", name, "--json").json
    assert found["test"] == own


@pytest.mark.parametrize(("name", "own"), [("Fixed", "EE"), ("reml", "REML"), ("ce", "EE")])
def test_methods_go_by_several_names(trials, name, own):
    assert run("pool", trials, "--measure", "RR", "--method", name, "--json").json["method"] == own


def test_every_bad_row_is_named():
    rows = "ri,ni\n.3,50\n1.3,40\n.2,-1\nx,20\n"
    assert "ri, row 4: 'x'" in run("pool", "-", "--measure", "ZCOR", piped=rows).complaint
    complaint = run("pool", "-", "--measure", "ZCOR", piped=rows.replace("x", ".1")).complaint
    assert "ri, row 2" in complaint
    assert "ni, row 3" in complaint


@pytest.mark.parametrize(
    ("arguments", "piped", "complaint"),
    [
        (["pool", "-", "--measure", "ZCOR"], "r,n\n.1,20\n", "has the columns r, n"),
        (["pool", "-", "--measure", "ZCOR"], "ri,N\n.1,20\n", "column ni is needed"),
        (["pool", "-", "--measure", "ZCOR"], "ri,N\n.1,20\n", "has the columns ri, N"),
        (["pool", "-", "--measure", "NONE"], "yi,vi\n1,1\n", "must be one of COR"),
        (["pool", "-", "--method", "bayes"], "yi,vi\n1,1\n", "method is 'BAYES'"),
        (["pool", "-", "--test", "q"], "yi,vi\n1,1\n", "test is 'q'"),
        (["pool", "-", "--level", "200"], "yi,vi\n1,1\n", "200 is no confidence level"),
        (["pool", "-", "--cluster", "lab"], "yi,vi\n1,1\n2,1\n", "no column lab"),
        (["pool", "-", "--rho", ".5"], "yi,vi\n1,1\n2,1\n", "--rho needs --cluster"),
        (["pool", "-", "--forest", "x.gif"], "yi,vi\n1,1\n", "ends in .svg, .png or .pdf"),
        (["pool", "-"], "yi,vi\n1,0\n", "vi, row 1"),
        (["pool", "-", "--measure", "COR"], "ri,ni\nNA,9\n1,20\n", "vi, row 2"),
        (["pool", "-"], "", "is empty"),
        (["pool", "nowhere.csv"], "", "nowhere.csv: no such file"),
        (["pool"], "", "required: file"),
        ([], "", "COMMAND"),
        (["sum"], "", "invalid choice"),
    ],
)  # fmt: skip
def test_faults_are_one_sentence(arguments, piped, complaint):
    assert complaint in run(*arguments, piped=piped).complaint


@pytest.mark.parametrize("command", ["", "pool", "check", "convert"])
def test_help_shows_an_example(command):
    ran = run(*filter(None, [command, "--help"]))
    assert ran.status == 0
    assert f"python -m gleanings.evidence {command}".strip() in ran.out
    assert "examples:" in ran.out


def test_one_study_is_a_defined_result():
    ran = run("pool", "-", "--json", piped="yi,vi\n.4,.04\n")
    assert (ran.json["k"], ran.json["estimate"], ran.json["se"]) == (1, 0.4, 0.2)
    assert run("pool", "-", piped="yi,vi\n.4,.04\n").status == 0


def test_a_group_of_nobody_is_left_out_and_named():
    rows = "ai,n1i,ci,n2i\n4,123,11,139\n6,306,29,303\n0,0,3,20\n"
    found = run("pool", "-", "--measure", "RR", "--json", piped=rows)
    assert "row 3 (RR not defined)" in found.err
    assert (found.json["k"], found.json["dropped"]) == (2, 1)
