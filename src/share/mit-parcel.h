// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-keyring.h"

G_BEGIN_DECLS

/** MitParcelKind: What a record of a shared database is. The numbers are in the files. */
typedef enum
{
  MIT_PARCEL_DATASET = 0,  /* which shared database this is; in the clear, and the same for ever */
  MIT_PARCEL_KEY = 1,      /* a slot; see mit-slot.h */
  MIT_PARCEL_SEGMENT = 2,  /* what one device has changed */
  MIT_PARCEL_SNAPSHOT = 3, /* all that is current, in place of the segments it names */
  MIT_PARCEL_BLOB = 4,     /* a picture */
  MIT_PARCEL_HEAD = 5,     /* how far one device is; the only kind that is ever replaced */
} MitParcelKind;

/** MIT_PARCEL_FORMAT: The format that this program writes, and the newest one that it reads. */
#define MIT_PARCEL_FORMAT 1

/** MitParcelHeader: What stands in front of every record, in the clear. */
typedef struct
{
  MitParcelKind kind;
  guint16       format;
  guint16       min_reader; /* the oldest program format that may act on it */
  guint32       epoch;
  MitId         dataset;
  MitId         device;
} MitParcelHeader;

/** MIT_PARCEL_HEADER_SIZE: Bytes of it. */
#define MIT_PARCEL_HEADER_SIZE 45

void     mit_parcel_header_init (MitParcelHeader *header, MitParcelKind kind, const MitKeyring *keyring, const MitId *device);
void     mit_parcel_put_header (GByteArray *out, const MitParcelHeader *header);
gboolean mit_parcel_peek (GBytes *sealed, MitParcelHeader *header, GError **error);
GBytes  *mit_parcel_seal (const MitParcelHeader *header, const MitKeyring *keyring, GBytes *payload);
GBytes  *mit_parcel_open (GBytes *sealed, const MitKeyring *keyring, MitParcelHeader *header, GError **error);
char    *mit_parcel_name (GBytes *sealed);
char    *mit_parcel_blob_name (const MitKeyring *keyring, guint32 epoch, GBytes *hash);

G_END_DECLS
