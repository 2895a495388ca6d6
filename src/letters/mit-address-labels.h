// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-sender.h"

#include <mit-people.h>
#include <mit-print-labels.h>

G_BEGIN_DECLS

/** MitAddressLabels: The addresses of people, to be stuck on envelopes. Any thread, one at a time. */
typedef struct
{
  GPtrArray *addresses;   /* one for each label */
  GPtrArray *left_out;    /* MitLeftOut */
  char      *return_line; /* (nullable): the sender, on one line */
} MitAddressLabels;

/** MitLeftOut: How many people have no label, and why. */
typedef struct
{
  char *reason;
  guint n;
} MitLeftOut;

/** MitAddressLabelsFlags: What an office may want of its labels. */
typedef enum
{
  MIT_ADDRESS_LABELS_NONE = 0,
  MIT_ADDRESS_LABELS_WITH_SENDER = 1 << 0, /* small above the address, for what comes back */
  MIT_ADDRESS_LABELS_BY_POSTCODE = 1 << 1, /* in the order that the post gives a discount for */
} MitAddressLabelsFlags;

MitAddressLabels *mit_address_labels_load (MitDb *db, const MitPeopleQuery *query, MitDate day, GError **error);
void              mit_address_labels_free (MitAddressLabels *self);
guint             mit_address_labels_count_left_out (const MitAddressLabels *self);
GBytes           *mit_address_labels_render (const MitAddressLabels *self, const MitPrintLabels *labels, guint first, MitAddressLabelsFlags flags, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitAddressLabels, mit_address_labels_free)

G_END_DECLS
