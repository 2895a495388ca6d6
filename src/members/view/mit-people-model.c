// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-people-model.h"

#include "mit-person-item.h"

struct _MitPeopleModel
{
  GObject parent_instance;

  MitStore *store;
  GArray   *numbers; /* gint64 */
};

static GType
mit_people_model_get_item_type (GListModel *model)
{
  return MIT_TYPE_PERSON_ITEM;
}

static guint
mit_people_model_get_n_items (GListModel *model)
{
  return MIT_PEOPLE_MODEL (model)->numbers->len;
}

static gpointer
mit_people_model_get_item (GListModel *model, guint position)
{
  MitPeopleModel *self = MIT_PEOPLE_MODEL (model);

  if (position >= self->numbers->len)
    return NULL;

  return mit_person_item_new (mit_store_reader (self->store), g_array_index (self->numbers, gint64, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = mit_people_model_get_item_type;
  iface->get_n_items = mit_people_model_get_n_items;
  iface->get_item = mit_people_model_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (MitPeopleModel, mit_people_model, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
mit_people_model_dispose (GObject *object)
{
  MitPeopleModel *self = MIT_PEOPLE_MODEL (object);

  g_clear_object (&self->store);

  G_OBJECT_CLASS (mit_people_model_parent_class)->dispose (object);
}

static void
mit_people_model_finalize (GObject *object)
{
  g_array_unref (MIT_PEOPLE_MODEL (object)->numbers);

  G_OBJECT_CLASS (mit_people_model_parent_class)->finalize (object);
}

static void
mit_people_model_class_init (MitPeopleModelClass *class)
{
  G_OBJECT_CLASS (class)->dispose = mit_people_model_dispose;
  G_OBJECT_CLASS (class)->finalize = mit_people_model_finalize;
}

static void
mit_people_model_init (MitPeopleModel *self)
{
  self->numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
}

/** mit_people_model_new: An empty list until a query is set. Returns: (transfer full) */
MitPeopleModel *
mit_people_model_new (MitStore *store)
{
  MitPeopleModel *self = g_object_new (MIT_TYPE_PEOPLE_MODEL, NULL);

  self->store = g_object_ref (store);

  return self;
}

/**
 * mit_people_model_query:
 *
 * Show whom @query finds, or find them again after a change. Told as a removal and an addition: one change of everything
 * makes a selection look at every item.
 */
void
mit_people_model_query (MitPeopleModel *self, const MitPeopleQuery *query)
{
  g_autoptr (GArray) found = mit_people_find (mit_store_reader (self->store), query, NULL);
  guint old = self->numbers->len;

  if (!found)
    return;
  g_array_set_size (self->numbers, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, old, 0);
  g_array_append_vals (self->numbers, found->data, found->len);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->numbers->len);
}

/** mit_people_model_find: Where the person with number @n is. Returns: G_MAXUINT if they are not in the list */
guint
mit_people_model_find (MitPeopleModel *self, gint64 n)
{
  for (guint i = 0; i < self->numbers->len; i++)
    if (g_array_index (self->numbers, gint64, i) == n)
      return i;

  return G_MAXUINT;
}
