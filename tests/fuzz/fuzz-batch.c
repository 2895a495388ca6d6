// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"

#include "mit-test-register.h"

#include <mit-merge.h>
#include <mit-share-error.h>

#include <stdlib.h>

/* Whoever takes part can seal anything. Whatever it is, it is applied or refused; in both cases it is forgotten again here,
 * so that each input meets the same register. */

static MitTestRegister office;

static gboolean
run_fill (MitDb *db, gpointer data, GError **error)
{
  for (int i = 0; i < 3; i++)
    {
      MitId id = { { (guint8) (i + 1) } };

      if (!mit_db_run (db, error, "INSERT INTO person (id, family, street) VALUES (?, 'Beispiel', 'Am Markt 1')", "b", &id) ||
          !mit_db_run (db, error, "UPDATE person SET street = 'Ring 2' WHERE id = ?", "b", &id))
        return FALSE;
    }

  return TRUE;
}

static void
clean_up (void)
{
  mit_test_register_clear (&office);
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  mit_test_init (argc, argv);
  mit_test_register_init (&office);
  mit_test_do (&office, run_fill, NULL);
  atexit (clean_up);

  return 0;
}

typedef struct
{
  GBytes  *payload;
  MitScope scope;
} Input;

static gboolean
run_apply_and_forget (MitDb *db, gpointer data, GError **error)
{
  Input    *input = data;
  MitMerged merged;

  mit_merge_apply (db, input->payload, input->scope, NULL, NULL, &merged, NULL);
  g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_FAILED, "forgotten");

  return FALSE;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) payload = size > 0 ? g_bytes_new_static (data + 1, size - 1) : g_bytes_new (NULL, 0);
  Input input = { payload, size > 0 && data[0] & 1 ? MIT_SCOPE_STATE : MIT_SCOPE_DISTRICT };

  mit_store_replicate_sync (office.store, run_apply_and_forget, &input, NULL);

  return 0;
}
