// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-style.h"

/* clang-format takes the hyphens for minus signs. */
/* clang-format off */
G_DEFINE_QUARK (mit-page-error-quark, mit_page_error)
/* clang-format on */

/** mit_style_init: Plain text: Liberation Serif 10 on 12.5 pt, ragged, black, not hyphenated. */
void
mit_style_init (MitStyle *self)
{
  *self = (MitStyle) {
    .family = g_intern_static_string ("Liberation Serif"),
    .size = 10,
    .weight = 400,
    .leading = 12.5,
    .color = mit_color_black (),
    .role = g_intern_static_string ("P"),
  };
}
