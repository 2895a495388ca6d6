// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-register.h"

#include <mit-exchange-error.h>
#include <mit-post.h>
#include <mit-setting.h>

static const MitPostDraft breakfast = { .kind = MIT_POST_IDEA, .title = "Frühstück für Neue", .body = "Kaffee hilft." };

static gboolean
run_set_district (MitDb *db, gpointer data, GError **error)
{
  return mit_setting_set (db, "district", data, error);
}

static MitId
publish (MitTestRegister *self, const MitPostDraft *draft)
{
  g_autoptr (GError) error = NULL;
  MitId id;

  mit_post_publish_sync (self->store, draft, &id, &error);
  g_assert_no_error (error);

  return id;
}

static void
init (MitTestRegister *self)
{
  mit_test_register_init (self);
  mit_test_do (self, run_set_district, (gpointer) "Kreisverband Beispielburg");
}

static void
test_a_text_is_listed_with_its_answers (void)
{
  g_auto (MitTestRegister) self = { 0 };
  MitPostDraft answer = { .kind = MIT_POST_ANSWER, .title = "Re", .body = "Tee auch." };
  g_autoptr (GPtrArray) posts = NULL;
  g_autoptr (GPtrArray) answers = NULL;
  const MitPost *post;

  init (&self);
  answer.about = publish (&self, &breakfast);
  publish (&self, &answer);
  posts = mit_posts_list (mit_store_reader (self.store), NULL, NULL);
  answers = mit_posts_list (mit_store_reader (self.store), &answer.about, NULL);

  g_assert_cmpuint (posts->len, ==, 1);
  post = posts->pdata[0];
  g_assert_cmpstr (post->title, ==, "Frühstück für Neue");
  g_assert_cmpstr (post->district, ==, "Kreisverband Beispielburg");
  g_assert_cmpuint (post->n_answers, ==, 1);
  g_assert_true (post->is_own);
  g_assert_false (post->shares_name);
  g_assert_cmpuint (answers->len, ==, 1);
  g_assert_cmpstr (((MitPost *) answers->pdata[0])->body, ==, "Tee auch.");
}

static void
test_the_district_signs_with_one_key (void)
{
  g_auto (MitTestRegister) self = { 0 };

  init (&self);
  publish (&self, &breakfast);
  publish (&self, &breakfast);

  g_assert_cmpint (mit_test_count (&self, "SELECT count (*) FROM signing_key"), ==, 1);
  g_assert_cmpint (mit_test_count (&self, "SELECT count (DISTINCT key) FROM post"), ==, 1);
}

static void
test_what_is_withdrawn_is_not_shown (void)
{
  g_auto (MitTestRegister) self = { 0 };
  MitId id;
  g_autoptr (GPtrArray) posts = NULL;
  g_autoptr (GError) error = NULL;

  init (&self);
  id = publish (&self, &breakfast);
  g_assert_true (mit_post_withdraw_sync (self.store, &id, NULL));
  posts = mit_posts_list (mit_store_reader (self.store), NULL, NULL);

  g_assert_cmpuint (posts->len, ==, 0);
  g_assert_null (mit_post_load (mit_store_reader (self.store), &id));
  g_assert_false (mit_post_withdraw_sync (self.store, &id, &error));
  g_assert_error (error, MIT_EXCHANGE_ERROR, MIT_EXCHANGE_ERROR_NOT_FOUND);
}

static void
assert_refused (MitTestRegister *self, const MitPostDraft *draft, int code)
{
  g_autoptr (GError) error = NULL;
  MitId id;

  g_assert_false (mit_post_publish_sync (self->store, draft, &id, &error));
  g_assert_error (error, MIT_EXCHANGE_ERROR, code);
  g_assert_cmpint (mit_test_count (self, "SELECT count (*) FROM post"), ==, 0);
}

static void
test_a_text_with_personal_data_is_refused_until_somebody_has_looked (void)
{
  g_auto (MitTestRegister) self = { 0 };
  MitPostDraft draft = { .kind = MIT_POST_IDEA, .title = "Kontakt", .body = "Fragt unter vorstand@example.org." };

  init (&self);
  assert_refused (&self, &draft, MIT_EXCHANGE_ERROR_PERSONAL_DATA);
  draft.accepts_findings = TRUE;
  publish (&self, &draft);
}

static void
test_a_text_without_its_parts_is_refused (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autofree char *long_title = g_strnfill (201, 'x');
  MitPostDraft     no_title = { .title = "  ", .body = "x" }, no_body = { .title = "x", .body = "" }, too_long = { .title = long_title, .body = "x" };

  mit_test_register_init (&self);
  assert_refused (&self, &breakfast, MIT_EXCHANGE_ERROR_INVALID);
  mit_test_do (&self, run_set_district, (gpointer) "Kreisverband Beispielburg");
  assert_refused (&self, &no_title, MIT_EXCHANGE_ERROR_INVALID);
  assert_refused (&self, &no_body, MIT_EXCHANGE_ERROR_INVALID);
  assert_refused (&self, &too_long, MIT_EXCHANGE_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  mit_test_init (&argc, &argv);
  g_test_add_func ("/exchange/post/a-text-is-listed-with-its-answers", test_a_text_is_listed_with_its_answers);
  g_test_add_func ("/exchange/post/the-district-signs-with-one-key", test_the_district_signs_with_one_key);
  g_test_add_func ("/exchange/post/what-is-withdrawn-is-not-shown", test_what_is_withdrawn_is_not_shown);
  g_test_add_func ("/exchange/post/a-text-with-personal-data-is-refused-until-somebody-has-looked", test_a_text_with_personal_data_is_refused_until_somebody_has_looked);
  g_test_add_func ("/exchange/post/a-text-without-its-parts-is-refused", test_a_text_without_its_parts_is_refused);

  return g_test_run ();
}
