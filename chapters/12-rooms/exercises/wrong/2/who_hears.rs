//! Misconception: whoever is in two rooms is told twice.

pub const RED_AND_BLUE: &str = "ann,bob,cid";

pub const RED_BUT_NOT_BLUE: &str = "ann";

pub const NOT_RED: &str = "cid,dan";

pub const FROM_ANN_TO_BLUE: &str = "bob,cid";

pub const FROM_BOB: &str = "ann,cid,dan";

pub const GREEN: &str = "nobody";

pub const VOLATILE: &str = "ann,bob,cid";

pub const BOB_HEARS_IT: &str = "2";
