-- 全国地方公共団体コード of the municipality, six digits; blank where the network keeps none.
ALTER TABLE networks ADD COLUMN region_code TEXT COLLATE "C" NOT NULL DEFAULT '';
