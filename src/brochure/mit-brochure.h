// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-brochure-template.h"

#include <mit-date.h>
#include <mit-store.h>

G_BEGIN_DECLS

/** MitBrochurePicture: A picture that somebody put in the place of the design's. */
typedef struct
{
  char   *hash;  /* SHA-256 of the file, hexadecimal */
  char   *about; /* (nullable): what it shows */
  GBytes *bytes; /* (nullable): the file, after mit_brochure_load_pictures() */
} MitBrochurePicture;

/**
 * MitBrochure: A brochure as it stands in the register, with a design of its own to be set by. Whoever loaded one has it
 * alone and may hand it to another thread.
 */
typedef struct
{
  MitId                id;
  char                *title;
  MitDate              made_on;
  MitBrochureTemplate *design;
  GHashTable          *stories;  /* name → GPtrArray of MitDraft */
  GHashTable          *pictures; /* frame → MitBrochurePicture */
} MitBrochure;

/** MitBrochureEntry: A brochure in a list. */
typedef struct
{
  MitId   id;
  char   *title;
  char   *template_name;
  MitDate made_on;
} MitBrochureEntry;

gboolean     mit_brochure_create (MitDb *db, const char *template_name, const char *title, MitDate today, MitId *id, GError **error);
gboolean     mit_brochure_rename (MitDb *db, const MitId *id, const char *title, GError **error);
MitBrochure *mit_brochure_load (MitDb *db, const MitId *id, GError **error);
gboolean     mit_brochure_load_pictures (MitBrochure *self, MitDb *db, GError **error);
void         mit_brochure_free (MitBrochure *self);
GPtrArray   *mit_brochures_load (MitDb *db, GError **error);
void         mit_brochure_entry_free (MitBrochureEntry *entry);

GPtrArray  *mit_brochure_get_story (const MitBrochure *self, const char *story);
const char *mit_brochure_get_about (const MitBrochure *self, const MitFrame *frame);

const MitAction *mit_brochure_make_action (void);
DexFuture       *mit_brochure_make (MitStore *store, const char *template_name, const char *title, const MitId *id);
DexFuture       *mit_brochure_set_title (MitStore *store, const MitId *id, const char *title);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitBrochure, mit_brochure_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitBrochureEntry, mit_brochure_entry_free)

G_END_DECLS
