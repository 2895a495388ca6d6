-- SPDX-License-Identifier: GPL-3.0-or-later
-- The triggers alone are made anew: what waits for its row is not taken for the value that an edit replaces.

SELECT 1;
