// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** MitId: A row's identity, a UUID version 7 (RFC 9562): 16 bytes that sort by the time they were made. Passed by value. */
typedef struct
{
  guint8 bytes[16];
} MitId;

/** MIT_ID_STRING_SIZE: Bytes of the text form "0191f3c2-…" with its final NUL. */
#define MIT_ID_STRING_SIZE 37

MitId    mit_id_new (void);
MitId    mit_id_from_name (const char *space, const char *name);
gboolean mit_id_parse (const char *text, MitId *id);
char    *mit_id_to_string (const MitId *id);
gboolean mit_id_is_nil (const MitId *id);
gboolean mit_id_equal (const MitId *a, const MitId *b);
guint    mit_id_hash (gconstpointer id);
gboolean mit_id_equal_ptr (gconstpointer a, gconstpointer b);
MitId   *mit_id_copy (const MitId *id);

G_END_DECLS
