// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-test-list.h"

G_BEGIN_DECLS

char  *mit_bench_list (guint n_people);
void   mit_bench_print (const char *name, double ours, double bound);
double mit_bench_median (GArray *seconds);
double mit_bench_since (gint64 start);

G_END_DECLS
