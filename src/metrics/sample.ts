// What `metrics init` writes: metrics of all six cells to start from. The two kinds and three groups follow the Next Generation Sector
// Partnerships manual; words and choice are ours.

const HEADER = "id,name,group,kind,unit,direction,baseline,baseline date,target,target date,lmi,naics";

const ROWS = [
  "companies,Companies that take part,business,process,companies,up,,,,,,",
  "leading,Companies that lead an action team,business,process,companies,up,,,,,,",
  "in-kind,Worth of what companies give in kind,business,process,$,up,,,,,,",
  "jobs,Jobs in the industry,business,impact,jobs,up,,,,,jobs,",
  "firms,Establishments in the industry,business,impact,establishments,up,,,,,firms,",
  "lq,Location quotient of the industry,business,impact,ratio,up,,,,,lq,",
  "vacancy,Days to fill a vacancy,business,impact,days,down,,,,,,",
  "turnover,Turnover in the industry,business,impact,%,down,,,,,turnover,",
  "enrolled,People enrolled in programs made with companies,jobseekers,process,people,up,,,,,,",
  "programs,Programs changed at companies' request,jobseekers,process,programs,up,,,,,,",
  "completed,People who completed a program,jobseekers,impact,people,up,,,,,,",
  "placed,People placed in the industry,jobseekers,impact,people,up,,,,,,",
  "pay,Average pay in the industry,jobseekers,impact,$,up,,,,,pay,",
  "partners,Public partners at the table,public,process,partners,up,,,,,,",
  "shared,Activities done once in place of several times,public,process,activities,up,,,,,,",
  "dollars,Public dollars put to the partnership's goals,public,impact,$,up,,,,,,",
  "cost,Public cost of a placement,public,impact,$,down,,,,,,",
];

/** Files by name. */
export const SAMPLE_FILES: Readonly<Record<string, string>> = {
  "metrics.csv": `${[HEADER, ...ROWS].join("\n")}\n`,
  "observations.csv": "id,date,value,note\n",
  "members.csv": "meeting,company,attended,in-kind dollars\n",
};
