COMMIT AND CHAIN;
--     ^^^^^^^^^ transaction-chain
ROLLBACK WORK AND CHAIN;
--            ^^^^^^^^^ transaction-chain
END TRANSACTION AND /* go on */ CHAIN
--              ^^^^^^^^^^^^^^^^^^^^^ transaction-chain
;
COMMIT AND NO CHAIN;
ROLLBACK;
