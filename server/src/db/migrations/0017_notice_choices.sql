-- Where a member of the staff hears of what; without a row, in the product and by e-mail.
CREATE TABLE notice_choices (
  staff_id uuid NOT NULL REFERENCES staff ON DELETE CASCADE,
  topic text NOT NULL,
  here boolean NOT NULL,
  mail boolean NOT NULL,
  PRIMARY KEY (staff_id, topic)
);

-- Not shown, as its reader wants; kept so that the same is not told by e-mail twice.
ALTER TABLE notices ADD COLUMN hidden boolean NOT NULL DEFAULT false;
