// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"

#include <glib.h>

/* Without libFuzzer: some hundred inputs, from nothing to random ones, always the same. */
int
main (int argc, char **argv)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  guint8 data[600];

  LLVMFuzzerInitialize (&argc, &argv);
  for (gsize size = 0; size < sizeof data; size++)
    {
      for (gsize i = 0; i < size; i++)
        data[i] = (guint8) g_rand_int_range (random, 0, i % 3 == 0 ? 4 : 256);
      LLVMFuzzerTestOneInput (data, size);
    }

  return 0;
}
