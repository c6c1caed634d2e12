-- Letters that words of the two texts begin with, a bit each (`repositories/letter_bits.rs`): to read the rows is quicker
-- than an index of words when one letter is looked for. The program's next start makes the rows anew.
ALTER TABLE cinema_profile_search ADD COLUMN member_letters BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cinema_profile_search ADD COLUMN anonymous_letters BIGINT NOT NULL DEFAULT 0;
