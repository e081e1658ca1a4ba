interface PageFocusOptions {
  /** Keys go to the page, or no longer. */
  readonly onChange: (isFocused: boolean) => void;
  /** Puts the focus on what the page is about. */
  readonly enter: () => void;
}

/** VS Code gives the keys to the page as a whole (F6, "Focus on Results View"): from there on no key would do anything. */
export interface PageFocus {
  /** Takes the focus further where it rests on nothing, as after what had it has gone. */
  readonly settle: () => void;
}

export function keepPageFocus({ onChange, enter }: PageFocusOptions): PageFocus {
  const settle = () => {
    const { activeElement } = document;
    if (document.hasFocus() && (activeElement === null || activeElement === document.body)) enter();
  };
  addEventListener('focus', () => {
    onChange(true);
    settle();
  });
  addEventListener('blur', () => onChange(false));
  if (document.hasFocus()) onChange(true);
  return { settle };
}
