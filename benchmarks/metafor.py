"""The same work in R, where Rscript and metafor are installed."""

import json
import shutil
import subprocess

_SCRIPT = r"""
suppressMessages(library(metafor))
set.seed(1)
best <- function(expr, times) {
  work <- substitute(expr); where <- parent.frame()
  min(replicate(times, system.time(eval(work, where))[["elapsed"]]))
}
out <- list()
data <- function(k) { vi <- runif(k, .01, .2); list(yi = rnorm(k, .4, sqrt(.1 + vi)), vi = vi) }
for (k in c(10, 100, 1000)) {
  d <- data(k)
  out[[paste0("reml_", k)]] <- best(rma(d$yi, d$vi, method = "REML", test = "knha"), 3)
}
fits <- lapply(1:1000, function(i) data(20))
out$fits_20 <- best(for (d in fits) rma(d$yi, d$vi, method = "REML", test = "knha"), 1)
for (k in c(50, 500, 2000)) {
  d <- data(k); study <- rep(seq_len(k / 5), each = 5); effect <- seq_len(k)
  out[[paste0("three_level_", k)]] <-
    best(rma.mv(d$yi, d$vi, random = ~ 1 | study / effect, sparse = TRUE), 1)
  if (k == 500 && requireNamespace("clubSandwich", quietly = TRUE)) {
    fit <- rma.mv(d$yi, d$vi, random = ~ 1 | study / effect)
    out$cr2 <- best(robust(fit, cluster = study, clubSandwich = TRUE), 1)
  }
}
cat("{", paste0('"', names(out), '": ', unlist(out), collapse = ", "), "}")
"""


def metafor_seconds() -> dict[str, float] | None:
    """Seconds by name of the task; None where there is no metafor.

    k = 10,000 is left out: metafor needs a dense matrix of that size.
    """
    rscript = shutil.which("Rscript")
    if rscript is None:
        return None
    run = subprocess.run([rscript, "-e", _SCRIPT], capture_output=True, text=True, check=False)
    if run.returncode != 0:
        return None
    return dict(json.loads(run.stdout[run.stdout.index("{") :]))
