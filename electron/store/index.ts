export { openStore } from './client';
export {
  STORE_CHANNELS,
  type Store,
  type StoreCall,
  type StoreCalls,
  type StoreChange,
  type StoreChannel,
  type StoreOptions,
  type WholeArticle,
} from './contract';
