export { $fromBlock, $toBlock } from './convert';
export { Ledger } from './ledger';
