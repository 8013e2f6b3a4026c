import { type ComponentType, useEffect, useReducer, useState } from 'react';

export type Late<P extends object> = ComponentType<P> & {
  /** Loads it before it is drawn; the same load as by drawing. Rejects when the file cannot be had; asked again, it tries again. */
  readonly preload: () => Promise<void>;
};

/**
 * A component that is loaded when it is first drawn; until then nothing stands in its place. Unlike React's `lazy` under
 * `Suspense`: React keeps a fallback, once shown, on screen for 300 ms, which doubled the time until the window was whole (seen).
 * A load that fails is thrown in drawing, for the error boundary around it.
 */
export function late<P extends object>(load: () => Promise<{ default: ComponentType<P> }>): Late<P> {
  let loaded: ComponentType<P> | null = null;
  let loading: Promise<void> | null = null;
  const preload = (): Promise<void> => {
    loading ??= load().then(
      (module) => {
        loaded = module.default;
      },
      (error: unknown) => {
        loading = null;
        throw error;
      },
    );
    return loading;
  };
  // biome-ignore lint/correctness/noComponentHookFactories: called at module level only, once a component, as React.lazy is
  function Late(props: P) {
    const [, redraw] = useReducer((count: number) => count + 1, 0);
    const [fault, setFault] = useState<{ readonly error: unknown } | null>(null);
    useEffect(() => {
      if (loaded) return;
      let here = true;
      preload().then(
        () => here && redraw(),
        (error: unknown) => here && setFault({ error }),
      );
      return () => {
        here = false;
      };
    }, []);
    if (fault) throw fault.error;
    const Loaded = loaded;
    return Loaded && <Loaded {...props} />;
  }
  return Object.assign(Late, { preload });
}
