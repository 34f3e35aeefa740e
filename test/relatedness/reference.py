# An independent computation of proximity, density, complexity and strategic gain, with numpy.
# Reads JSON from standard input: {"matrix": rows of 0 and 1} or {"files": QCEW CSVs, "level": digits, "year": year}; writes JSON.
import csv
import json
import sys

import numpy as np


def presence_of_files(files, level, year):
    """M from published cells of counties: private jobs, quotients over all covered jobs of US000."""
    jobs, total = {}, {}
    for name in files:
        with open(name, newline="") as file:
            for row in csv.DictReader(file):
                if row["year"] != str(year) or row["disclosure_code"] == "N":
                    continue
                area, code = row["area_fips"], row["industry_code"]
                if row["own_code"] == "0" and code == "10":
                    total[area] = float(row["annual_avg_emplvl"])
                elif row["own_code"] == "5" and len(code) == level and code.isdigit() and not code.startswith("10"):
                    jobs[area, code] = float(row["annual_avg_emplvl"])
    codes = set()
    for name in files:
        with open(name, newline="") as file:
            for row in csv.DictReader(file):
                code = row["industry_code"]
                if row["year"] == str(year) and row["own_code"] == "5" and row["area_fips"] != "US000":
                    if len(code) == level and code.isdigit() and not code.startswith("10"):
                        codes.add(code)
    codes = sorted(codes)
    areas = sorted(area for area in total if area != "US000")
    matrix = np.zeros((len(areas), len(codes)))
    for c, area in enumerate(areas):
        for i, code in enumerate(codes):
            here, nation = jobs.get((area, code)), jobs.get(("US000", code))
            if here is None or not nation:
                continue
            quotient = (here / total[area]) / (nation / total["US000"])
            matrix[c, i] = quotient >= 1
    return areas, codes, matrix


def relate(m):
    ubiquity, diversity = m.sum(axis=0), m.sum(axis=1)
    both = m.T @ m
    most = np.maximum.outer(ubiquity, ubiquity)
    phi = np.divide(both, most, out=np.zeros_like(both), where=most > 0)
    np.fill_diagonal(phi, 0)
    sums = phi.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        density = (m @ phi) / sums
    used, settled = ubiquity > 0, diversity > 0
    small = m[np.ix_(settled, used)]
    k, d = small.sum(axis=0), small.sum(axis=1)
    symmetric = (small.T / d) @ small / np.sqrt(np.outer(k, k))
    values, vectors = np.linalg.eigh(symmetric)
    score = vectors[:, -2] / np.sqrt(k)
    score = (score - score.mean()) / score.std()
    if np.sum(score * k) > 0:
        score = -score
    complexity = np.full(len(ubiquity), np.nan)
    complexity[used] = score
    filled = np.nan_to_num(complexity)
    with np.errstate(divide="ignore", invalid="ignore"):
        nearness = np.where(sums > 0, phi / sums, 0)  # phi_ij over the sum of column j
        gain = (1 - m) @ (nearness * filled).T - density * complexity
        own = (m @ filled) / diversity
    area = (own - np.nanmean(own)) / np.nanstd(own)
    return {
        "phi": phi,
        "density": density,
        "complexity": complexity,
        "gain": gain,
        "areas": area,
        "eigenvalues": values[::-1][:3],
    }


def plain(value):
    if isinstance(value, np.ndarray):
        return [plain(each) for each in value]
    if isinstance(value, (float, np.floating)):
        return None if np.isnan(value) else float(value)
    return value


asked = json.load(sys.stdin)
if "matrix" in asked:
    result = relate(np.array(asked["matrix"], dtype=float))
else:
    areas, codes, matrix = presence_of_files(asked["files"], asked["level"], asked["year"])
    result = {**relate(matrix), "codes": codes, "names": areas, "matrix": matrix}
json.dump({key: plain(value) for key, value in result.items()}, sys.stdout)
