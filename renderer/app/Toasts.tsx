import { IconAlertTriangle, IconCheck, IconExclamationCircle, IconInfoCircle, IconX } from '@tabler/icons-react';
import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { closeToast, getToasts, onToasts, type Toast } from '../ui/notify';

const ICONS = { info: IconInfoCircle, done: IconCheck, needs: IconAlertTriangle, fault: IconExclamationCircle };

/** What the program has to say, in the corner; screen readers hear it too. */
export function Toasts() {
  const toasts = useSyncExternalStore(onToasts, getToasts);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function OneToast({ toast }: { readonly toast: Toast }) {
  const { t } = useTranslation();
  useEffect(() => {
    if (toast.lasts === null) return;
    const timer = setTimeout(() => closeToast(toast.id), toast.lasts);
    return () => clearTimeout(timer);
  }, [toast]);
  const Icon = ICONS[toast.kind];
  return (
    <div className={`toast ${toast.kind}`} data-testid="toast">
      <Icon size={20} stroke={1.8} aria-hidden />
      <div className="toast-words">
        <strong>{toast.title}</strong>
        {toast.body && <p>{toast.body}</p>}
        {toast.action && (
          <button
            type="button"
            className="button"
            onClick={() => {
              closeToast(toast.id);
              toast.action?.run();
            }}
          >
            {toast.action.label}
          </button>
        )}
      </div>
      <button type="button" className="icon-button" aria-label={t('app:close')} onClick={() => closeToast(toast.id)}>
        <IconX size={16} aria-hidden />
      </button>
    </div>
  );
}
