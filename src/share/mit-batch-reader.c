// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-batch.h"

#include "mit-share-error.h"

#include <glib/gi18n.h>
#include <string.h>

/* More than anybody writes, and little enough for a machine: of a label or a name, and of one text. */
#define LABEL_LIMIT ((gsize) 4096)

static gboolean
set_damaged (GError **error)
{
  g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_DAMAGED,
                       _ ("A record of the shared database is damaged. It is left out; whoever wrote it will put it back."));

  return FALSE;
}

static void
read_ids (MitWireReader *wire, GArray *ids)
{
  gsize         n_ids = mit_wire_get_count (wire, sizeof (MitId));
  const guint8 *data = mit_wire_get_raw (wire, n_ids * sizeof (MitId));

  if (data && n_ids > 0)
    g_array_append_vals (ids, data, (guint) n_ids);
}

static void
read_names (MitWireReader *wire, GPtrArray *names)
{
  for (gsize n = mit_wire_get_count (wire, 1); n > 0 && !wire->failed; n--)
    g_ptr_array_add (names, mit_wire_get_text (wire, 64));
}

static void
read_keys (MitBatchReader *self)
{
  for (gsize n = mit_wire_get_count (&self->wire, 1 + MIT_SHARE_KEY_SIZE); n > 0 && !self->wire.failed; n--)
    {
      guint32       epoch = (guint32) mit_wire_get_number (&self->wire);
      const guint8 *key = mit_wire_get_raw (&self->wire, MIT_SHARE_KEY_SIZE);

      if (!key)
        return;
      g_array_append_val (self->epochs, epoch);
      g_byte_array_append (self->keys, key, MIT_SHARE_KEY_SIZE);
    }
}

static void
read_erasures (MitBatchReader *self)
{
  for (gsize n = mit_wire_get_count (&self->wire, 18); n > 0 && !self->wire.failed; n--)
    {
      const guint8   *id = mit_wire_get_raw (&self->wire, sizeof (MitId));
      MitBatchErasure erasure = { 0 };

      if (!id)
        return;
      memcpy (erasure.row.bytes, id, sizeof erasure.row.bytes);
      erasure.is_person = mit_wire_get_byte (&self->wire) != 0;
      erasure.erased_at = mit_wire_get_signed (&self->wire);
      g_array_append_val (self->erasures, erasure);
    }
}

/** mit_batch_reader_init: Read what stands in front of the actions. @payload: stays the caller's, and has to live as long as the reader */
gboolean
mit_batch_reader_init (MitBatchReader *self, GBytes *payload, GError **error)
{
  guint64 format;

  *self = (MitBatchReader) { 0 };
  mit_wire_reader_init (&self->wire, payload);
  self->covered = g_ptr_array_new_with_free_func (g_free);
  self->epochs = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->keys = g_byte_array_new ();
  self->erasures = g_array_new (FALSE, FALSE, sizeof (MitBatchErasure));
  self->devices = g_array_new (FALSE, FALSE, sizeof (MitId));
  self->ids = g_array_new (FALSE, FALSE, sizeof (MitId));
  self->columns = g_array_new (FALSE, FALSE, sizeof (int));
  self->values = g_array_new (FALSE, FALSE, sizeof (MitValue));

  format = mit_wire_get_number (&self->wire);
  self->previous = mit_wire_get_text (&self->wire, 64);
  read_names (&self->wire, self->covered);
  read_keys (self);
  read_erasures (self);
  read_ids (&self->wire, self->devices);
  read_ids (&self->wire, self->ids);
  self->n_actions = (guint) mit_wire_get_count (&self->wire, 7);

  return (!self->wire.failed && format == MIT_BATCH_FORMAT) || set_damaged (error);
}

void
mit_batch_reader_clear (MitBatchReader *self)
{
  g_clear_pointer (&self->previous, g_free);
  g_clear_pointer (&self->covered, g_ptr_array_unref);
  g_clear_pointer (&self->epochs, g_array_unref);
  g_clear_pointer (&self->keys, g_byte_array_unref);
  g_clear_pointer (&self->erasures, g_array_unref);
  g_clear_pointer (&self->devices, g_array_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->values, g_array_unref);
}

void
mit_batch_action_clear (MitBatchAction *action)
{
  g_clear_pointer (&action->actor, g_free);
  g_clear_pointer (&action->one, g_free);
  g_clear_pointer (&action->many, g_free);
}

static const MitId nil;

static const MitId *
get_device (MitBatchReader *self)
{
  guint64 number = mit_wire_get_number (&self->wire);

  if (number < self->devices->len)
    return &g_array_index (self->devices, MitId, number);
  self->wire.failed = TRUE;

  return &nil;
}

static const MitId *
get_id (MitBatchReader *self)
{
  self->number = (gint64) ((guint64) self->number + (guint64) mit_wire_get_signed (&self->wire));
  if (self->number >= 0 && self->number < self->ids->len)
    return &g_array_index (self->ids, MitId, self->number);
  self->wire.failed = TRUE;

  return &nil;
}

/** mit_batch_reader_next_action: @action: (out): with no operation read yet. Call it n_actions times, each after all operations of the one before. */
gboolean
mit_batch_reader_next_action (MitBatchReader *self, MitBatchAction *action, GError **error)
{
  *action = (MitBatchAction) { 0 };
  action->device = *get_device (self);
  action->made_at = mit_wire_get_signed (&self->wire);
  action->actor = mit_wire_get_text (&self->wire, LABEL_LIMIT);
  action->one = mit_wire_get_text (&self->wire, LABEL_LIMIT);
  action->many = mit_wire_get_text (&self->wire, LABEL_LIMIT);
  action->amount = (gint64) (mit_wire_get_number (&self->wire) & G_MAXINT32);
  action->n_ops = (guint) mit_wire_get_count (&self->wire, 5);

  return !self->wire.failed || set_damaged (error);
}

static MitValue
read_value (MitBatchReader *self)
{
  guint8        tag = mit_wire_get_byte (&self->wire);
  MitValue      value = { MIT_VALUE_NULL };
  const guint8 *data;
  guint64       bits;

  switch (tag)
    {
    case MIT_VALUE_NULL:
      break;

    case MIT_VALUE_INT:
      value = (MitValue) { MIT_VALUE_INT, .integer = mit_wire_get_signed (&self->wire) };
      break;

    case MIT_VALUE_REAL:
      bits = mit_wire_get_fixed (&self->wire, 8);
      value.type = MIT_VALUE_REAL;
      memcpy (&value.real, &bits, sizeof bits);
      break;

    case MIT_VALUE_TEXT:
    case MIT_VALUE_BLOB:
      data = mit_wire_get_bytes (&self->wire, &value.size);
      value.type = tag;
      value.data = data;
      if (tag == MIT_VALUE_TEXT && (!data || !g_utf8_validate_len ((const char *) data, value.size, NULL)))
        self->wire.failed = TRUE;
      break;

    case MIT_BATCH_TAG_ID:
      value = (MitValue) { MIT_VALUE_BLOB, .data = get_id (self)->bytes, .size = sizeof (MitId) };
      break;

    case MIT_BATCH_TAG_DROPPED:
      value.type = MIT_BATCH_DROPPED;
      break;

    default:
      self->wire.failed = TRUE;
    }

  return value;
}

static void
read_row (MitBatchReader *self, MitBatchOp *op)
{
  guint64 count = mit_wire_get_number (&self->wire);

  op->makes_claims = count != MIT_BATCH_NO_CLAIMS;
  if (!op->makes_claims)
    return;
  for (guint64 i = 0; i < count && !self->wire.failed; i++)
    {
      int      column = (int) (mit_wire_get_number (&self->wire) & 0xffff);
      MitValue value = read_value (self);

      g_array_append_val (self->columns, column);
      g_array_append_val (self->values, value);
    }
  op->n_values = self->values->len;
  op->columns = (int *) self->columns->data;
  op->values = (MitValue *) self->values->data;
}

/** mit_batch_reader_next_op: @op: (out): valid until the next one */
gboolean
mit_batch_reader_next_op (MitBatchReader *self, MitBatchOp *op, GError **error)
{
  guint64 ago;

  *op = (MitBatchOp) { 0 };
  g_array_set_size (self->columns, 0);
  g_array_set_size (self->values, 0);
  op->table = (int) (mit_wire_get_number (&self->wire) & 0xffff);
  op->column = (int) (mit_wire_get_number (&self->wire) & 0xffff);
  op->row = *get_id (self);
  op->stamp = (gint64) ((guint64) self->stamp + (guint64) mit_wire_get_signed (&self->wire));
  ago = mit_wire_get_number (&self->wire);
  op->base = ago > 0 ? (gint64) ((guint64) op->stamp - ago) : 0;
  self->stamp = op->stamp;
  if (op->column == 0)
    read_row (self, op);
  else
    op->value = read_value (self);
  if (op->stamp <= 0 || op->base < 0 || op->base >= op->stamp)
    self->wire.failed = TRUE;

  return !self->wire.failed || set_damaged (error);
}

/** mit_batch_reader_is_done: Whether all has been read, and nothing stands behind it. */
gboolean
mit_batch_reader_is_done (MitBatchReader *self, GError **error)
{
  return mit_wire_reader_is_done (&self->wire) || set_damaged (error);
}
