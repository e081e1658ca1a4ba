SECURITY LABEL ON TABLE games IS 'secret';
-- ^^^^^^^^^^^^^^ security-label (at 0)
SECURITY LABEL FOR selinux ON COLUMN games.id IS NULL;
-- ^^^^^^^^^^^^^^ security-label (at 0)
COMMENT ON TABLE games IS 'SECURITY LABEL';
