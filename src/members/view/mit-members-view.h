// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

void mit_members_view_init (void);
