import './mantine.css';
import { createTheme, defaultVariantColorsResolver, MantineProvider, Modal } from '@mantine/core';
import { type ReactNode, useSyncExternalStore } from 'react';
import { onTheme, shownTheme } from './theme';

const theme = createTheme({
  primaryColor: 'teal',
  fontFamily: 'var(--font-ui)',
  defaultRadius: 'md',
  respectReducedMotion: true,
  // The accent is light on dark ground: what stands on it then is dark.
  variantColorResolver: (input) => {
    const colours = defaultVariantColorsResolver(input);
    const accent = input.variant === 'filled' && (!input.color || input.color === 'teal');
    return accent ? { ...colours, color: 'var(--on-accent)' } : colours;
  },
  components: {
    // The page itself never scrolls; the lock would write a style element, which the content policy refuses.
    Modal: Modal.extend({ defaultProps: { lockScroll: false, transitionProps: { duration: 100 }, centered: true } }),
  },
});

/** Wraps a lazily loaded room or dialog: Mantine stays off the path to the first editor frame. */
export function Themed({ children }: { readonly children: ReactNode }) {
  const shown = useSyncExternalStore(onTheme, shownTheme);
  return (
    <MantineProvider theme={theme} forceColorScheme={shown} withCssVariables={false} withGlobalClasses={false}>
      {children}
    </MantineProvider>
  );
}
