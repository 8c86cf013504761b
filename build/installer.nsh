; Toasts find their app by the Start-menu shortcut and its AppUserModelId. An update does not make a shortcut again that
; somebody deleted, and without it no knock would be shown: so it is made here if it is missing.
!macro customInstall
  ${ifNot} ${FileExists} "$newStartMenuLink"
    CreateShortCut "$newStartMenuLink" "$appExe" "" "$appExe" 0 "" "" "${APP_DESCRIPTION}"
    ClearErrors
    WinShell::SetLnkAUMI "$newStartMenuLink" "${APP_ID}"
  ${endIf}
!macroend
