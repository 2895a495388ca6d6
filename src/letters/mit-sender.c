// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-sender.h"

#include <mit-setting.h>

#include <stddef.h>

static const struct
{
  const char *name; /* of the setting and in JSON */
  gsize       offset;
} parts[] = {
  { "district", offsetof (MitSender, district) },
  { "street", offsetof (MitSender, street) },
  { "city", offsetof (MitSender, city) },
  { "phone", offsetof (MitSender, phone) },
  { "email", offsetof (MitSender, email) },
  { "web", offsetof (MitSender, web) },
  { "signer", offsetof (MitSender, signer) },
  { "tone", offsetof (MitSender, tone) },
};

static char **
part (const MitSender *sender, gsize i)
{
  return (char **) ((char *) sender + parts[i].offset);
}

/** mit_sender_load: The office as the register's settings describe it now. Returns: (transfer full) */
MitSender *
mit_sender_load (MitDb *db)
{
  MitSender *sender = g_new0 (MitSender, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    *part (sender, i) = mit_setting_get (db, parts[i].name);

  return sender;
}

/** mit_sender_from_json: The office as it was when a run was made. Returns: (transfer full) */
MitSender *
mit_sender_from_json (const char *json)
{
  MitSender *sender = g_new0 (MitSender, 1);
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  JsonObject *object = root && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;

  for (gsize i = 0; object && i < G_N_ELEMENTS (parts); i++)
    *part (sender, i) = g_strdup (json_object_get_string_member_with_default (object, parts[i].name, NULL));

  return sender;
}

/** mit_sender_to_json: Returns: (transfer full): for mit_sender_from_json() */
char *
mit_sender_to_json (const MitSender *sender)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*part (sender, i))
      json_object_set_string_member (object, parts[i].name, *part (sender, i));
  json_node_set_object (root, object);

  return json_to_string (root, FALSE);
}

void
mit_sender_free (MitSender *sender)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    g_free (*part (sender, i));
  g_free (sender);
}

/** mit_sender_return_line: Where the post brings a letter back to (DIN 5008, return line). Returns: (transfer full) */
char *
mit_sender_return_line (const MitSender *sender)
{
  const char *words[] = { sender->district, sender->street, sender->city };
  GString    *line = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i] && *words[i])
      g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", words[i]);

  return g_string_free_and_steal (line);
}

/** mit_sender_is_complete: Whether a letter that cannot be delivered finds back. */
gboolean
mit_sender_is_complete (const MitSender *sender)
{
  return sender->district && *sender->district && sender->street && *sender->street && sender->city && *sender->city;
}

/** mit_sender_form: Returns: 'a' or 'b': which form of letter sheet (DIN 5008) the office's paper has */
char
mit_sender_form (MitDb *db)
{
  g_autofree char *form = mit_setting_get (db, "letter-form");

  return g_strcmp0 (form, "a") == 0 ? 'a' : 'b';
}
