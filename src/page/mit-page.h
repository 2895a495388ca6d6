// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/* All of the typesetting layer. */

#include "mit-color.h"
#include "mit-display-list.h"
#include "mit-layout.h"
#include "mit-marks.h"
#include "mit-story.h"
#include "mit-style.h"
#include "mit-table.h"
