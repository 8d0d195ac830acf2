import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core'

/** Every shade is the token itself: light and dark are decided in tokens.css alone. */
function token(name: string): MantineColorsTuple {
  const value = `var(--${name})`
  return [value, value, value, value, value, value, value, value, value, value]
}

const tints = ['accent', 'bad'] as const

const variantColorResolver: VariantColorsResolver = (input) => {
  const color = input.color ?? 'accent'
  const resolved = defaultVariantColorsResolver(input)
  if (input.variant === 'filled') return { ...resolved, color: 'var(--accent-ink)' }
  if (input.variant === 'subtle' && color === 'gray') {
    return { background: 'transparent', hover: 'var(--hover)', color: 'var(--ink-2)', border: '1px solid transparent' }
  }
  return resolved
}

export const theme = createTheme({
  primaryColor: 'accent',
  colors: { accent: token('accent'), bad: token('bad') },
  variantColorResolver,
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '15px', xl: '17px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.5' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '5px', md: '7px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  headings: { fontWeight: '650' },
  shadows: { xs: 'var(--shadow)', sm: 'var(--shadow)', md: 'var(--shadow)', lg: 'var(--shadow)', xl: 'var(--shadow)' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'sm', variant: 'default' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    // What is wrong with a field stands below it, in the place of its hint (theme/global.css).
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'error', 'description'] } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', checkIconPosition: 'right' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    // A menu opens with the focus on its first item, as the ARIA practices for a menu button ask.
    Menu: {
      defaultProps: {
        ...{ shadow: 'md', radius: 'lg', transitionProps: { duration: 80 } },
        withInitialFocusPlaceholder: false,
      },
    },
    Popover: { defaultProps: { shadow: 'md', radius: 'lg', transitionProps: { duration: 80 } } },
    Modal: {
      defaultProps: {
        radius: 'xl',
        centered: true,
        padding: 'lg',
        overlayProps: { backgroundOpacity: 0.35 },
        transitionProps: { duration: 120, transition: 'fade' },
      },
    },
    Tooltip: { defaultProps: { openDelay: 400, radius: 'sm' } },
  },
})

/** Mantine's variables, each pointing at a token, the same in both schemes. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const shared: Record<string, string> = {
    '--mantine-color-bright': 'var(--ink)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-success': 'var(--good)',
    '--mantine-color-placeholder': 'var(--ink-3)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-dimmed': 'var(--ink-2)',
    '--mantine-color-disabled': 'var(--sunken)',
    '--mantine-color-disabled-color': 'var(--ink-3)',
    '--mantine-color-disabled-border': 'var(--line)',
    '--mantine-primary-color-contrast': 'var(--accent-ink)',
  }
  for (const tint of tints) {
    shared[`--mantine-color-${tint}-filled`] = `var(--${tint})`
    shared[`--mantine-color-${tint}-filled-hover`] = `color-mix(in srgb, var(--${tint}) 88%, var(--ink))`
    shared[`--mantine-color-${tint}-light`] = `var(--${tint}-soft)`
    shared[`--mantine-color-${tint}-light-hover`] = `var(--${tint}-soft)`
    shared[`--mantine-color-${tint}-light-color`] = `var(--${tint})`
    shared[`--mantine-color-${tint}-outline`] = `var(--${tint})`
    shared[`--mantine-color-${tint}-outline-hover`] = `var(--${tint}-soft)`
    shared[`--mantine-color-${tint}-text`] = `var(--${tint})`
  }
  return { variables: {}, light: shared, dark: shared }
}
