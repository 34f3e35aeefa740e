# Jobs, location quotient, pay and growth of one county's 4-digit private industries, with data.table.
suppressPackageStartupMessages(library(data.table))
area <- "39049"
codes <- c("area_fips", "own_code", "industry_code", "agglvl_code", "size_code", "disclosure_code")
figures <- c("annual_avg_emplvl", "total_annual_wages")
year <- function(file) {
  rows <- fread(file, select = c(codes, figures), colClasses = list(character = codes), integer64 = "double", na.strings = NULL)
  rows[area_fips %chin% c(area, "US000") & size_code == "0" &
    ((own_code == "5" & agglvl_code %chin% c("16", "76")) | (own_code == "0" & industry_code == "10"))]
}
files <- commandArgs(trailingOnly = TRUE)
early <- year(files[1])
late <- year(files[2])
total <- late[own_code == "0", setNames(annual_avg_emplvl, area_fips)]
nation <- late[own_code == "5" & area_fips == "US000", .(industry_code, nation = annual_avg_emplvl)]
here <- late[own_code == "5" & area_fips == area & disclosure_code == ""]
before <- early[own_code == "5" & area_fips == area & disclosure_code == "", .(industry_code, before = annual_avg_emplvl)]
here <- merge(merge(here, nation, by = "industry_code"), before, by = "industry_code", all.x = TRUE)
here[, pay := total_annual_wages / annual_avg_emplvl]
here[, lq := (annual_avg_emplvl / total[[area]]) / (nation / total[["US000"]])]
here[, growth := annual_avg_emplvl / before - 1]
cat(sprintf("%d industries, %.6f\n", nrow(here), sum(here$lq)))
