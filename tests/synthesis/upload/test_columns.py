import pytest

from gleanings.synthesis.upload import UploadError
from synthesis.upload.files import correlations, csv_of, read


def header_only(*titles: str) -> str:
    return ",".join(titles) + "\n" + ",".join("1" for _ in titles) + "\n"


@pytest.mark.parametrize(
    "titles",
    [
        ["Study", "Citation", "RI", "NI"],
        ["étude", "Référence", "Corrélation", "Effectif"],
        ["ETUDE", "référence complète", "r", "N total"],
        ["trial", "Reference", "Pearson's r", "Sample size"],
    ],
)
def test_headers_are_known_in_both_languages_and_any_capitals(titles):
    (row,) = read(csv_of([titles, ["A", "X (2001).", 0.3, 80]])).rows
    assert (row.label, row.given["ri"], row.n) == ("A", 0.3, 80)


@pytest.mark.parametrize(
    ("measure", "titles", "given"),
    [
        ("OR", ["odds ratio", "95% CI low", "CI upper"], None),
        ("OR", ["Rapport de cotes", "IC inf", "IC sup"], {"effect", "ci_low", "ci_high"}),
        ("SMD", ["Hedges g", "borne inférieure", "borne supérieure"],
         {"effect", "ci_low", "ci_high"}),
        ("MD", ["effect size", "LCL", "UCL"], {"effect", "ci_low", "ci_high"}),
    ],
)  # fmt: skip
def test_reported_effects_have_the_names_that_people_use(measure, titles, given):
    table = [["study", "citation", *titles], ["A", "X (2001).", 1.5, 1.1, 2.05]]
    if given is None:
        with pytest.raises(UploadError, match="“95% CI low” may be meant as ci_low"):
            read(csv_of(table), measure)
    else:
        (row,) = read(csv_of([table[0], ["A", "X.", 1.5, 1, 2.25]]), measure).rows
        assert row.given.keys() == given


def test_missing_columns_are_named_with_those_found_and_close_spellings():
    with pytest.raises(UploadError) as error:
        read("Study,Citatoin,ri\nA,X (2001).,.3\n")
    assert str(error.value) == (
        "Columns are missing: ZCOR takes ri, ni, ti, fi, pi, or yi with vi or sei as they are "
        "pooled. A reported effect will do, with ci_low and ci_high, or se, or n. "
        "Each row needs its source: a column citation, or doi, or author and year. "
        "The file has these columns: Study, Citatoin, ri. "
        "“Citatoin” may be meant as citation. The template has all that are read."
    )


def test_columns_that_are_not_read_are_told_of():
    found = read("study,citation,ri,ni,contry,subgruop\nA,X (2001).,.3,80,CA,x\n")
    assert found.notes == [
        "These columns were not read: “contry”, “subgruop”. “subgruop” may be meant as subgroup."
    ]
    assert found.columns["contry"] == ""


def test_columns_of_another_measure_do_not_suffice():
    with pytest.raises(UploadError, match="OR takes ai, bi, ci, di, n1i, n2i"):
        read(csv_of(correlations(0.3)), "OR")


def test_two_columns_of_one_meaning_are_refused():
    with pytest.raises(UploadError, match="“ri” and “r”"):
        read("study,citation,ri,r,ni\nA,X.,.3,.3,80\n")


def test_a_table_without_a_header_is_told_so():
    with pytest.raises(UploadError, match="Row 1, the first, holds numbers where the names"):
        read("A,0.3,80,1.5\nB,0.4,80,2\n")


def test_a_header_without_rows_is_told_so():
    with pytest.raises(UploadError, match="has column names but no rows"):
        read("study,citation,ri,ni\n")


def test_proportions_take_counts_or_reported_proportions():
    found = read("study,citation,xi,ni,effect,ci_low,ci_high\nA,X.,30,80,,,\nB,X.,,,.4,.3,.51\n",
                 "PLO")  # fmt: skip
    assert len(found.rows) == 2


def test_measures_whose_scale_has_no_interval_of_its_own_take_no_reported_effect():
    with pytest.raises(UploadError, match=r"PFT takes xi, mi, ni, or yi with vi"):
        read("study,citation,effect,se\nA,X.,.3,.1\n", "PFT")
