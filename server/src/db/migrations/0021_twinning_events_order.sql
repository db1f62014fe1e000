-- Two steps of one moment keep their order.
ALTER TABLE twinning_events ADD COLUMN n bigint GENERATED ALWAYS AS IDENTITY;
