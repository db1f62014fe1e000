-- What is said in a capsule, as teachers wrote or corrected it. Its times are those of the recording.
CREATE TABLE capsule_captions (
  capsule_id uuid PRIMARY KEY REFERENCES capsules ON DELETE CASCADE,
  -- Counts the saves, beside the capsule's own revision: correcting a word makes no voice anew.
  revision integer NOT NULL,
  language text NOT NULL,
  cues jsonb NOT NULL,
  -- Of the cues, for what taking the capsule along costs.
  bytes integer NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid REFERENCES staff ON DELETE SET NULL
);
