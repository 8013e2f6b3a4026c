; Parts of the Windows installer that electron-builder leaves to us.

!include "WinVer.nsh"

; Windows 10 22H2 is build 19045; what is older gets no security fixes, and Chromium is not tested on it.
!macro preInit
  ${IfNot} ${AtLeastBuild} 19045
    ; Silent installs (/S) have nobody to read a box: they end with code 2 and leave the reason to the log of the roll-out.
    ${IfNot} ${Silent}
      MessageBox MB_OK|MB_ICONSTOP "Tòa soạn cần Windows 10 bản 22H2 trở lên hoặc Windows 11. Máy này dùng bản Windows cũ hơn nên chưa cài được. Không có gì thay đổi trên máy. Hãy nâng cấp Windows rồi chạy lại bộ cài này."
    ${EndIf}
    SetErrorLevel 2
    Quit
  ${EndIf}
!macroend

; "Open with" offers the program for files it can take in; the program that owns them now keeps them.
!macro customInstall
  WriteRegStr SHCTX "Software\Classes\Toasoan.Document" "" "Tòa soạn"
  WriteRegStr SHCTX "Software\Classes\Toasoan.Document\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  WriteRegStr SHCTX "Software\Classes\.docx\OpenWithProgids" "Toasoan.Document" ""
  WriteRegStr SHCTX "Software\Classes\.doc\OpenWithProgids" "Toasoan.Document" ""
  WriteRegStr SHCTX "Software\Classes\.html\OpenWithProgids" "Toasoan.Document" ""
  WriteRegStr SHCTX "Software\Classes\.htm\OpenWithProgids" "Toasoan.Document" ""
  WriteRegStr SHCTX "Software\Classes\.txt\OpenWithProgids" "Toasoan.Document" ""
!macroend

!macro customUnInstall
  DeleteRegKey SHCTX "Software\Classes\Toasoan.Document"
  DeleteRegValue SHCTX "Software\Classes\.docx\OpenWithProgids" "Toasoan.Document"
  DeleteRegValue SHCTX "Software\Classes\.doc\OpenWithProgids" "Toasoan.Document"
  DeleteRegValue SHCTX "Software\Classes\.html\OpenWithProgids" "Toasoan.Document"
  DeleteRegValue SHCTX "Software\Classes\.htm\OpenWithProgids" "Toasoan.Document"
  DeleteRegValue SHCTX "Software\Classes\.txt\OpenWithProgids" "Toasoan.Document"
!macroend
