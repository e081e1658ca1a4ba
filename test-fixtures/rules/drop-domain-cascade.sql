DROP DOMAIN IF EXISTS app.price, cost CASCADE /* all */;
--                                    ^^^^^^^ drop-domain-cascade
DROP DOMAIN price RESTRICT;
DROP TABLE price CASCADE;
