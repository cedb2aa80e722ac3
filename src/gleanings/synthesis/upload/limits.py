"""How much an upload may be."""

MOST_BYTES = 5 * 1024**2
MOST_ROWS = 5_000
MOST_COLUMNS = 256

# A workbook is a zip: what its parts say they unpack to is held to these before any is unpacked.
# A sheet of 5,000 rows and 30 columns unpacks to some 6 MB and packs about ten to one; repeated
# cells have been seen to pack a hundred to one.
MOST_UNPACKED = 40_000_000
MOST_RATIO = 200
RATIO_MATTERS_FROM = 1_000_000
MOST_PARTS = 1_000

# Elements of XML cost more than their bytes: a sheet of 5,000 rows and 40 numbers has some 400,000,
# its formats and validations a few hundred.
MOST_ELEMENTS = 500_000
MOST_ELEMENTS_BESIDE_CELLS = 20_000
# elements within elements; spreadsheets nest some ten
DEEPEST = 100
# of a name, an attribute, a comment
LONGEST_TOKEN = 100_000

# Excel's own; a sheet that claims more was not written by a spreadsheet
LAST_SHEET_ROW = 1_048_576
# empty but formatted rows cost memory too
MOST_ROWS_WRITTEN = 100_000

LONGEST_TEXT = 2_000
LONGEST_NAME = 200
LONGEST_NUMBER = 40
