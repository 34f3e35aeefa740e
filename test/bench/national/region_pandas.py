# Jobs, location quotient, pay and growth of one county's 4-digit private industries, with pandas.
import sys

import pandas as pd

AREA = "39049"
CODES = ["area_fips", "own_code", "industry_code", "agglvl_code", "size_code", "disclosure_code"]
FIGURES = ["annual_avg_emplvl", "total_annual_wages"]


def year(file):
    rows = pd.read_csv(file, usecols=CODES + FIGURES, dtype={code: str for code in CODES}, keep_default_na=False)
    rows = rows[rows.area_fips.isin([AREA, "US000"]) & (rows.size_code == "0")]
    return rows[
        ((rows.own_code == "5") & rows.agglvl_code.isin(["16", "76"]))
        | ((rows.own_code == "0") & (rows.industry_code == "10"))
    ]


early, late = (year(file) for file in sys.argv[1:])
total = late[late.own_code == "0"].set_index("area_fips").annual_avg_emplvl
private = late[late.own_code == "5"]
nation = private[private.area_fips == "US000"].set_index("industry_code").annual_avg_emplvl
here = private[(private.area_fips == AREA) & (private.disclosure_code == "")].set_index("industry_code")
before = early[(early.own_code == "5") & (early.area_fips == AREA) & (early.disclosure_code == "")]
here = here[here.index.isin(nation.index)]
jobs = here.annual_avg_emplvl
pay = here.total_annual_wages / jobs
lq = (jobs / total[AREA]) / (nation.reindex(here.index) / total["US000"])
growth = jobs / before.set_index("industry_code").annual_avg_emplvl.reindex(here.index) - 1
print(f"{len(lq)} industries, {lq.sum():.6f}")
